/** Names that exist without being defined: Python's builtins and what IPython adds. */

const pythonNames = `
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError
  BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError
  FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError
  IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
  NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
  PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
  RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
  TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
  UserWarning ValueError Warning ZeroDivisionError __build_class__ __debug__ __doc__ __import__ __loader__ __name__
  __package__ __spec__ __builtins__ __builtin__ __annotations__ __dict__ abs aiter all anext any ascii bin bool breakpoint
  bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit
  filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license
  list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr
  slice sorted staticmethod str sum super tuple type vars zip
`;

const ipythonNames = 'display get_ipython';

const existing: ReadonlySet<string> = new Set(
  `${pythonNames} ${ipythonNames}`.split(/\s+/).filter(name => name !== '')
);

export function isBuiltin(name: string): boolean {
  return existing.has(name);
}

/** `_`, `__`, `_3`, `_i2`, `Out`, `In`: what was run by hand before. */
export function isHistory(name: string): boolean {
  return /^(_{1,3}|_\d+|_i{1,3}|_i\d+|_ih|_oh|_dh|_sh|In|Out)$/.test(name);
}
