/** Which Python a kernel is. The Jupyter server looks the kernel up and sends what its kernelspec says along with the request. */
import { basename } from 'node:path';
import * as z from 'zod';
import { findPython } from '../../engine/index.js';
import { OperationalError } from '../../protocol/operational-error.js';

/** Name of the header: JSON as base64, because headers are ASCII. */
export const kernelHeader = 'x-collard-kernel';

/** The Jupyter server has put its own Python in place of a bare `python` already, as it does when it starts a kernel. */
const kernelSchema = z.object({
  name: z.string(),
  display_name: z.string(),
  language: z.string(),
  argv: z.array(z.string()),
  env: z.record(z.string(), z.string())
});
type Kernel = z.infer<typeof kernelSchema>;

export interface KernelPython {
  readonly executable: string;
  /** What the kernel adds to the environment of its process. */
  readonly variables: Readonly<Record<string, string>>;
}

/** @throws OperationalError `kernel-unsuitable` or `python-missing` */
export function kernelPython(
  header: string | null,
  environment: Readonly<Record<string, string | undefined>>
): KernelPython {
  const kernel = kernelSchema.safeParse(decoded(header));
  if (!kernel.success) {
    throw new OperationalError('invalid-input', 'The request does not say in which kernel the notebook runs', {
      hint: 'Choose a kernel for the notebook.'
    });
  }
  const asked = pythonOf(kernel.data);
  return { executable: findPython({ asked, kernel: null, environment }).executable, variables: kernel.data.env };
}

function pythonOf({ name, display_name: title, language, argv: [program = ''] }: Kernel): string {
  const kernel = title === '' ? name : title;
  if (language.toLowerCase() !== 'python') {
    throw new OperationalError('kernel-unsuitable', `The kernel ${kernel} is of ${language}, not of Python`, {
      hint: 'Collard runs Python notebooks: choose a Python kernel.'
    });
  }
  if (!/^(python|pypy)[\d.]*(\.exe)?$/i.test(basename(program))) {
    throw new OperationalError(
      'kernel-unsuitable',
      `The kernel ${kernel} is started by ${basename(program) || 'nothing'}`,
      {
        hint: 'Collard must know its Python: choose a kernel whose command begins with the path of a Python interpreter.'
      }
    );
  }
  return program;
}

function decoded(header: string | null): unknown {
  try {
    return JSON.parse(Buffer.from(header ?? '', 'base64').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
