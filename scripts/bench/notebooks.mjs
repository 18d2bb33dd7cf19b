// Notebooks made for measuring.

export function notebook(cells, settings = {}) {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' },
      kubeflow_notebook: settings
    },
    cells: cells.map(([tags, source], index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: { tags },
      execution_count: null,
      outputs: [],
      source
    }))
  };
}

/** Steps of realistic cells: each reads the frame of the step before, adds to it, and defines a function. */
export function analysisNotebook(steps, cellsPerStep) {
  const cells = [
    [['imports'], 'import numpy as np\nimport pandas as pd\nfrom sklearn.linear_model import Ridge'],
    [['functions'], 'def clean(frame, limit=3):\n    kept = frame[frame["a"] > limit]\n    return kept.dropna()'],
    [['pipeline-parameters'], 'rate = 0.1\ndepth = 3']
  ];
  for (let step = 0; step < steps; step += 1) {
    for (let cell = 0; cell < cellsPerStep; cell += 1) {
      const tags = cell === 0 ? [`step:s${step}`, ...(step > 0 ? [`prev:s${step - 1}`] : [])] : [];
      cells.push([tags, analysisCell(step, cell)]);
    }
  }
  return notebook(cells);
}

function analysisCell(step, cell) {
  const before = step === 0 ? 'pd.DataFrame({"a": np.arange(10)})' : `frame_${step - 1}`;
  return cell === 0
    ? `frame_${step} = clean(${before}, limit=depth)\nframe_${step}["b"] = frame_${step}["a"] * rate + ${step}`
    : `def score_${step}_${cell}(xs):\n    return [x * rate for x in xs if x > ${cell}]\nfor value in frame_${step}["a"]:\n    total_${step} = sum(score_${step}_${cell}([value]))\nprint(f"{total_${step}:.2f}")`;
}

/** A chain of steps that do next to nothing, with numpy and pandas imported as in a real notebook. */
export function chainNotebook(length) {
  const cells = [[['imports'], 'import numpy as np\nimport pandas as pd']];
  for (let step = 0; step < length; step += 1) {
    cells.push([
      [`step:s${step}`, ...(step > 0 ? [`prev:s${step - 1}`] : [])],
      step === 0
        ? 'x0 = int(np.int64(1)) + len(pd.DataFrame())'
        : `x${step} = x${step - 1} + int(np.int64(1)) + len(pd.DataFrame())`
    ]);
  }
  return notebook(cells);
}

/** One source, `width` independent steps of `seconds` busy work each, one step that joins them. */
export function fanNotebook(width, seconds) {
  const names = Array.from({ length: width }, (_, index) => index);
  return notebook([
    [['imports'], 'import time'],
    [['step:start'], 'base = 1'],
    ...names.map(index => [[`step:w${index}`, 'prev:start'], `time.sleep(${seconds})\nv${index} = base + ${index}`]),
    [['step:join', ...names.map(index => `prev:w${index}`)], `total = ${names.map(index => `v${index}`).join(' + ')}`]
  ]);
}
