import { createContext } from 'svelte';
import { Stage } from '../gfx/Stage.ts';

const [getPaneStage, setPaneStage] = createContext<PaneStage>();

/** The one canvas of all panes, or why there is none. */
export class PaneStage {
  stage = $state.raw<Stage | null>(null);
  /** Said in place of the pictures. */
  problem = $state<string | null>(null);

  static create(): PaneStage {
    return setPaneStage(new PaneStage());
  }

  static get(): PaneStage {
    return getPaneStage();
  }

  /**
   * For `{@attach}` on the canvas: panes are mounted once the stage is there, and gone before it goes. It is made in a
   * task of its own, as the browser blocks the window while it makes a graphics context.
   */
  readonly open = (canvas: HTMLCanvasElement): (() => void) => {
    const timer = setTimeout(() => (this.stage = this.#make(canvas)));
    return () => {
      clearTimeout(timer);
      const { stage } = this;
      this.stage = null;
      // The canvas goes first when the whole grid goes; the panes then still have to give their textures back.
      queueMicrotask(() => stage?.dispose());
    };
  };

  #make(canvas: HTMLCanvasElement): Stage | null {
    try {
      const stage = new Stage(canvas);
      stage.oncontextchange = (isLost) => {
        this.problem = isLost
          ? 'The graphics driver has dropped the pictures; they come back by themselves'
          : null;
      };
      return stage;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      return null;
    }
  }
}
