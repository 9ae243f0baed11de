import { shellInLab } from './lab.ts';
import type { LabServices } from './services.ts';
import { until } from './run.ts';

type Answer = Record<string, unknown>;

const served = '/srv/lab/served';
const servedPort = 8121;

/** SABnzbd's own API, past everything of ours. */
export class SabnzbdProbe {
  readonly #facts: LabServices['sabnzbd'];

  constructor(facts: LabServices['sabnzbd']) {
    this.#facts = facts;
  }

  async ask(fields: Readonly<Record<string, string>>): Promise<Answer> {
    const query = new URLSearchParams({ output: 'json', apikey: this.#facts.apiKey, ...fields });
    const answer = await fetch(`${this.#facts.url}/api?${query.toString()}`, { signal: AbortSignal.timeout(10_000) });
    return (await answer.json()) as Answer;
  }

  async state(): Promise<Answer> {
    return (await this.ask({ mode: 'queue' }))['queue'] as Answer;
  }

  async queue(): Promise<Answer[]> {
    return (await this.state())['slots'] as Answer[];
  }

  async history(): Promise<Answer[]> {
    const { slots } = (await this.ask({ mode: 'history' }))['history'] as { slots: Answer[] };
    return slots;
  }

  async version(): Promise<unknown> {
    return (await this.ask({ mode: 'version' }))['version'];
  }

  /** As text; in a section that is a list `name` says of which entry. */
  async setting({ section, name, keyword }: { section: string; name?: string; keyword: string }): Promise<string> {
    const { config } = (await this.ask({ mode: 'get_config', section })) as { config: Record<string, unknown> };
    const found = config[section];
    const entry = Array.isArray(found) ? (found as Answer[]).find((each) => each['name'] === name) : (found as Answer);
    return String(entry?.[keyword]);
  }

  /** Nothing in queue and history, nothing paused, no limit. */
  async clear(): Promise<void> {
    await this.ask({ mode: 'queue', name: 'delete', value: 'all', del_files: '1' });
    await this.ask({ mode: 'history', name: 'delete', value: 'all', del_files: '1', archive: '0' });
    await this.ask({ mode: 'resume' });
    await this.ask({ mode: 'config', name: 'speedlimit', value: '' });
    await until('queue and history are empty', async () => {
      const jobs = [...(await this.queue()), ...(await this.history())];
      if (jobs.length > 0) await this.ask({ mode: 'history', name: 'delete', value: 'all', archive: '0' });
      return jobs.length === 0;
    });
  }

  /** Puts an NZB behind an address that SABnzbd can reach. */
  async serveNzb(nzb: string): Promise<string> {
    await shellInLab(
      `mkdir -p ${served} && cat > ${served}/a.nzb && cd ${served} && (curl -sf -o /dev/null http://127.0.0.1:${servedPort}/a.nzb || systemd-run --user -q --collect --unit=lab-served python3 -m http.server -b 127.0.0.1 ${servedPort} -d ${served})`,
      { input: nzb },
    );
    await until(
      'the NZB is served',
      async () =>
        (await shellInLab(`curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:${servedPort}/a.nzb || true`)) ===
        '200',
    );
    return `http://127.0.0.1:${servedPort}/a.nzb`;
  }

  async stopServing(): Promise<void> {
    await shellInLab(`systemctl --user stop lab-served.service || true; rm -rf ${served}`);
  }
}
