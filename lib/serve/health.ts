import { newCaller } from './work.js';
import { ServeError } from './errors.js';
import { laneOf, trial, type Service } from './service.js';

const fresh = 10; // seconds for which a computed batch is proof enough
const patience = 1.5; // seconds that a text of one word may take when nothing else is there

/** Whether the server can answer now: asks the engine itself when nothing else has lately. */
export class Health {
  readonly #service: Service;
  #lastComputed = performance.now();
  isDraining = false;

  constructor(service: Service) {
    this.#service = service;
  }

  computed(): void {
    this.#lastComputed = performance.now();
  }

  /** @throws ServeError 'unhealthy'. */
  async check(): Promise<void> {
    const { scheduler, registry } = this.#service;
    if (this.isDraining) throw new ServeError('unhealthy', 'the server is about to stop');
    if (scheduler.stuck) throw new ServeError('unhealthy', 'unhealthy');
    const isBusy = scheduler.computing > 0; // and not for too long
    if (isBusy || performance.now() - this.#lastComputed < 1000 * fresh) return;
    const place = registry.places.find(({ model }) => model);
    if (!place) return; // all are unloaded, since nobody asks
    const caller = newCaller({ priority: 0, signal: AbortSignal.timeout(1000 * patience) });
    const isAlive = await registry.use(place, (model) => scheduler.run(laneOf(model), [trial(1)], caller).then(() => true, () => false));
    if (!isAlive) throw new ServeError('unhealthy', 'unhealthy');
    this.computed();
  }
}
