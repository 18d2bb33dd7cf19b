/**
 * The compiler uses zod/mini, other parts the whole of zod, and both rest on one core. Shared, that core would come with all of
 * its parts into every command; as a module of its own for zod/mini it is a tenth of that.
 */
export const miniOfItsOwn = {
  name: 'mini-of-its-own',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      const fromMini = importer.endsWith(suffix);
      if (pluginData === 'resolved' || !(path === 'zod/mini' || fromMini)) {
        return undefined;
      }
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...found, suffix };
    });
  }
};
const suffix = '?mini';
