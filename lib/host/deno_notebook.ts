import { type Notebook } from "./host.ts";

/** What the Deno kernel offers to what runs in it; the types of the runtime do not know it. */
interface Kernel {
  readonly jupyter: {
    display(
      bundle: Readonly<Record<string, string>>,
      options: { readonly raw: true; readonly display_id: string; readonly update: boolean },
    ): Promise<void>;
  };
}

/** The notebook of the Deno kernel; undefined elsewhere. */
export function denoNotebook(): Notebook | undefined {
  const jupyter = kernel();
  if (jupyter === undefined) return undefined;
  const shown = new Set<string>();
  return {
    show: (name, bundle) => {
      const update = shown.has(name);
      shown.add(name);
      return jupyter.display(bundle, { raw: true, display_id: name, update });
    },
  };
}

function kernel(): Kernel["jupyter"] | undefined {
  try {
    return (Deno as unknown as Kernel).jupyter;
  } catch {
    // Outside of the kernel asking for it throws.
    return undefined;
  }
}
