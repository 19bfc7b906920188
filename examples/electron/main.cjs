// Electron's main process (or a utility process; never a renderer): `npm install torch-encoders electron`, then `npx electron examples/electron/main.cjs MODEL`.
// N-API needs no rebuild for Electron. A packaged app keeps the libraries outside of its archive, since the system opens them by path:
//   electron-builder: "asarUnpack": ["node_modules/@torch-encoders/**", "node_modules/tokenizers/**"]
//   electron-forge:   packagerConfig: { asar: { unpack: '**/node_modules/{@torch-encoders,tokenizers}/**' } }
const { app, ipcMain } = require('electron');
const { SentenceEncoder } = require('torch-encoders');

app.whenReady().then(async () => {
  const model = await SentenceEncoder.fromPretrained(process.argv[2]);
  ipcMain.handle('embed', async (event, texts) => (await model.encode(texts)).toArray()); // numbers cross to a window, tensors do not
  console.log((await model.encode('Hello world')).shape);
  app.quit();
});
