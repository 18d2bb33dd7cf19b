// What the benchmark uses of the product, as one module.
export { AnalysisCache, compile } from '../../compiler/index.js';
export { LocalEngine, workspaceAt } from '../../engine/index.js';
