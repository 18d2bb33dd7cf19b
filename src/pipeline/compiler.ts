/** The part of the compiler that needs the Python parser, and is loaded when the first notebook wants it. */
export { AnalysisCache, compile, literalForType } from '../../compiler/index.js';
export { suggestSteps } from '../../compiler/edit/suggest/index.js';
