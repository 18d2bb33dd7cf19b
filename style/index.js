import './base.css';
import './phases.css';
import './colors.css';
import './badges.css';
import './problems.css';
