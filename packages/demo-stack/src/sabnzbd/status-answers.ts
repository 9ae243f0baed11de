import { units } from './figures.ts';
import { headOf, speedOf } from './head-answers.ts';
import type { SabnzbdState } from './sabnzbd-state.ts';

const program = {
  uptime: '3d',
  color_scheme: 'Auto',
  confighelpuri: 'https://sabnzbd.org/wiki/configuration/4.5/',
  pid: 1,
  active_lang: 'en',
  rtl: false,
  my_lcldata: '/config',
  my_home: '/config',
  webdir: '/app/sabnzbd/interfaces/Glitter/templates',
  url_base: '',
  windows: false,
  macos: false,
  power_options: false,
  pp_pause_event: false,
  new_release: null,
  new_rel_url: null,
  logfile: '/config/logs/sabnzbd.log',
  weblogfile: null,
  loglevel: '1',
  configfn: '/config/sabnzbd.ini',
};

const machine = {
  delayed_assembler: 0,
  loadavg: '0.42 | 0.38 | 0.31 | V=1207M R=77M',
  pystone: 0,
  downloaddir: '/downloads/incomplete',
  downloaddirspeed: 0,
  completedir: '/downloads/complete',
  completedirspeed: 0,
  internetbandwidth: 0,
};

const connections = 20;

export function statusAnswer(state: SabnzbdState): object {
  const { warnings } = warningsAnswer(state);
  const head = { ...program, apikey: state.apiKey, ...headOf(state) };
  return { status: { ...head, ...machine, folders: [], warnings, servers: [serverOf(state)] } };
}

export function warningsAnswer({ warnings }: SabnzbdState) {
  return {
    warnings: warnings.map(({ text, at }) => ({
      type: 'WARNING',
      text,
      time: Math.floor(at.getTime() / 1000),
      origin: 'downloader.py900',
    })),
  };
}

function serverOf(state: SabnzbdState): object {
  const speed = speedOf(state);
  return {
    servername: 'Example News',
    serveractive: true,
    serveractiveconn: speed > 0 ? connections : 0,
    servertotalconn: connections,
    serverconnections: [],
    serverssl: 1,
    serversslinfo: 'TLSv1.3',
    serveripaddress: null,
    servercanonname: null,
    serverwarning: '',
    servererror: '',
    serverpriority: 0,
    serveroptional: 0,
    serverbps: units(speed),
  };
}
