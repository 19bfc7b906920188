// Half of the texts, then all of them, twice over: processor time, user and system, and memory.
const megabytes = () => process.memoryUsage().rss / 2 ** 20;

export async function measure({ encode }, { texts }) {
  const cpuSeconds = async (some) => {
    const before = process.cpuUsage();
    await encode(some);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  const once = await cpuSeconds(texts);
  const onceMB = megabytes();
  const twice = await cpuSeconds([...texts, ...texts]);
  return { onceCpuSeconds: once, twiceCpuSeconds: twice, onceRssMB: onceMB, twiceRssMB: megabytes() };
}
