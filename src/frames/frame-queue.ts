/** Draws once a frame, however often something changes. */
import type { IDisposable } from '@lumino/disposable';

/** Calls `draw` before the next frame after one or more requests; in a hidden page when it is shown again. */
export class FrameQueue implements IDisposable {
  constructor(private readonly draw: () => void) {}

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  request(): void {
    if (this.frame === null && !this._isDisposed) {
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        this.draw();
      });
    }
  }

  dispose(): void {
    this._isDisposed = true;
    if (this.frame !== null) {
      cancelAnimationFrame(this.frame);
      this.frame = null;
    }
  }

  private frame: number | null = null;
  private _isDisposed = false;
}
