import './base.css';
import './phases.css';
