#!/usr/bin/env bash
# Installs arr-mcp for the account that runs it: the server as a rootless container, the helper as a user service.
# Run it again to upgrade or to change an option; what it made before (key, secret, data, settings) stays.
set -euo pipefail

deploy=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
checkout=$(dirname "$deploy")
# The units say %h/.config, so XDG_CONFIG_HOME is not asked.
settings=$HOME/.config/arr-mcp
units=$HOME/.config/systemd/user
quadlets=$HOME/.config/containers/systemd
data=$HOME/.local/share/arr-mcp
lib=$HOME/.local/lib/arr-mcp
state=${XDG_STATE_HOME:-$HOME/.local/state}/arr-helper
oldest_podman=4.6 oldest_node=20.19

usage() {
  cat <<'TEXT'
deploy/install.sh [option...]    run as the account that owns the stacks, not as root

  --image IMAGE        the image to run; without it, one is built from this checkout
  --runtime RUNTIME    podman or docker                              (podman)
  --listen ADDRESS     where the server can be reached               (127.0.0.1; 0.0.0.0 = from the whole network)
  --port PORT                                                        (8081)
  --stacks DIR         the folder of the compose stacks              (/opt/stacks)
  --media DIR          the media folder                              (/media-server)
  --services DIR       where services keep configuration and logs, when in neither of these; read only
  --logs DIR           a folder of further log files; read only
  --public-url URL     address people use, when a proxy is in front
  --allow-host NAME    further name or address it answers to; may be repeated
  --yes                ask nothing
  --uninstall          take it away again; data, settings and stacks stay
  --help

Options are remembered: a later run without them upgrades what is there. An empty value forgets an image, an address or a folder.
NODE_IMAGE in the environment names another base image for the build.
TEXT
}

say() { printf '%s\n' "$*"; }
die() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

# --- options -----------------------------------------------------------------
remembered=(image runtime listen port stacks media services logs public_url allow_hosts)

set_defaults() {
  image='' runtime=podman listen=127.0.0.1 port=8081 stacks=/opt/stacks media=/media-server services='' logs='' public_url='' allow_hosts=''
  action=install assume_yes=''
}

# Read line by line and never run as shell: the file holds text, not commands.
recall_options() {
  local name value
  [ -r "$settings/install.conf" ] || return 0
  while IFS='=' read -r name value; do
    case " ${remembered[*]} " in *" $name "*) printf -v "$name" '%s' "$value" ;; esac
  done < "$settings/install.conf"
}

remember_options() {
  local name
  for name in "${remembered[@]}"; do printf '%s=%s\n' "$name" "${!name}"; done | write_file "$settings/install.conf" 600
}

parse_options() {
  local added=''
  while [ $# -gt 0 ]; do
    case $1 in
      --image | --runtime | --listen | --port | --stacks | --media | --services | --logs | --public-url | --allow-host)
        [ $# -ge 2 ] || die "$1 wants a value"
        case $2 in *$'\n'* | *[[:cntrl:]]*) die "$1: control characters are not allowed" ;; esac
        ;;&
      --image) image=$2; shift 2 ;;
      --runtime) runtime=$2; shift 2 ;;
      --listen) listen=$2; shift 2 ;;
      --port) port=$2; shift 2 ;;
      --stacks) stacks=$2; shift 2 ;;
      --media) media=$2; shift 2 ;;
      --services) services=$2; shift 2 ;;
      --logs) logs=$2; shift 2 ;;
      --public-url) public_url=$2; shift 2 ;;
      --allow-host) added+=${added:+,}$2; shift 2 ;;
      --yes | -y) assume_yes=1; shift ;;
      --uninstall) action=uninstall; shift ;;
      --help | -h) usage; exit 0 ;;
      *) usage >&2; die "unknown option $1" ;;
    esac
  done
  [ -z "$added" ] || allow_hosts=$added
  check_options
}

check_options() {
  [[ $runtime =~ ^(podman|docker)$ ]] || die "--runtime is podman or docker, not $runtime"
  { [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1024 ] && [ "$port" -le 65535 ]; } || die "--port is a number from 1024 to 65535, not $port"
  [[ $listen =~ ^[0-9A-Fa-f.:]+$ ]] || die "--listen is an IP address, not $listen"
  [[ -z $public_url || $public_url =~ ^https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[0-9]+)?/?$ ]] || die "--public-url is an address such as https://media.example.org, not $public_url"
  [[ $allow_hosts =~ ^[A-Za-z0-9.,:_-]*$ ]] || die "--allow-host is a host name or address"
  [[ -z $image || $image =~ ^[A-Za-z0-9][A-Za-z0-9._/:@-]*$ ]] || die "--image is the name of an image, not $image"
  local dir
  # These characters mean something to systemd or to a mount option.
  for dir in "$stacks" "$media" ${services:+"$services"} ${logs:+"$logs"}; do [[ $dir =~ ^/[^:%\"\\$\ ]*$ ]] || die "$dir must be an absolute path without spaces and the characters : % \" \\ \$"; done
}

# --- what must be there ------------------------------------------------------
missing=()
need() { missing+=("$1"$'\n'"      $2"); }

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

check_account() {
  [ "$(id -u)" -ne 0 ] || die "run it as the account that owns the stacks, for example: sudo -iu media $deploy/install.sh"
  # sudo and su open no session; the account's own manager is there all the same when it lingers.
  export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  export DBUS_SESSION_BUS_ADDRESS=${DBUS_SESSION_BUS_ADDRESS:-unix:path=$XDG_RUNTIME_DIR/bus}
}

check_host() {
  local me dir
  me=$(id -un)
  [ -e "/var/lib/systemd/linger/$me" ] || need "$me does not linger: its services would end at logout" "sudo loginctl enable-linger $me"
  if ! systemctl --user show --property=Version >/dev/null 2>&1; then
    need "no systemd user manager for $me" "sudo loginctl enable-linger $me   (then log in anew; containers need Debian's dbus-user-session)"
  fi
  check_node
  if [ "$runtime" = podman ]; then check_podman; else check_docker; fi
  check_folder "$stacks" "the stacks" --stacks
  [ -d "$media" ] || need "there is no $media" "sudo install -d -o $me $media   (or name another: --media DIR)"
  for dir in ${services:+"$services"} ${logs:+"$logs"}; do [ -d "$dir" ] || need "there is no $dir" "sudo install -d -o $me $dir   (or name another, or none: --services '' --logs '')"; done
  check_image
  [ ${#missing[@]} -eq 0 ] && return
  printf 'install.sh: %s missing; the command below each mends it:\n' "${#missing[@]}" >&2
  printf '  - %s\n' "${missing[@]}" >&2
  exit 1
}

check_node() {
  local version
  node=$(command -v node || true)
  if [ -z "$node" ]; then need "no Node.js for the helper" "sudo apt-get install nodejs   ($oldest_node or newer)"; return; fi
  version=$("$node" --version)
  at_least "${version#v}" $oldest_node || need "Node.js ${version#v} is older than $oldest_node" "install a newer one: https://nodejs.org/en/download"
  command -v flock >/dev/null || need "no flock" "sudo apt-get install util-linux"
}

check_podman() {
  local version me
  me=$(id -un)
  if ! command -v podman >/dev/null; then need "no Podman" "sudo apt-get install podman podman-compose uidmap passt"; return; fi
  version=$(podman version --format '{{.Client.Version}}' 2>/dev/null || echo 0)
  at_least "$version" $oldest_podman || need "Podman $version is older than $oldest_podman, which has what the unit needs" "upgrade it, on Debian to release 13"
  { has_subordinate_ids /etc/subuid && has_subordinate_ids /etc/subgid; } || need "$me has no subordinate ids" "sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $me && podman system migrate"
  command -v newuidmap >/dev/null || need "no newuidmap" "sudo apt-get install uidmap"
  command -v podman-compose >/dev/null || podman compose version >/dev/null 2>&1 || need "no compose command" "sudo apt-get install podman-compose"
  systemctl --user cat podman.socket >/dev/null 2>&1 || need "no podman.socket among the user units" "sudo apt-get install --reinstall podman"
}

has_subordinate_ids() { grep -qs "^\($(id -un)\|$(id -u)\):" "$1"; }

check_docker() {
  local me
  me=$(id -un)
  if ! command -v docker >/dev/null; then need "no Docker" "sudo apt-get install docker.io docker-cli docker-compose"; return; fi
  docker compose version >/dev/null 2>&1 || need "Docker has no compose plugin" "sudo apt-get install docker-compose"
  docker version >/dev/null 2>&1 || need "Docker does not answer $me" "sudo systemctl start docker && sudo usermod -aG docker $me   (then log in anew)"
}

check_folder() {
  if [ ! -d "$1" ]; then
    need "there is no $1 for $2" "sudo install -d -o $(id -un) $1   (or name another: $3 DIR)"
  elif [ "$(stat -c %u "$1")" != "$(id -u)" ]; then
    need "$1 belongs to $(stat -c %U "$1"), not to $(id -un)" "sudo chown $(id -un) $1   (stacks of others in it stay theirs, and stay invisible)"
  fi
}

check_image() {
  if [ -n "$image" ]; then return; fi
  [ -f "$checkout/packages/arr-mcp/Containerfile" ] || need "no image, and this is no checkout to build one from" "name one: --image IMAGE"
}

# --- pieces ------------------------------------------------------------------
# write_file PATH MODE < content; the old content is there until the new one is complete
write_file() {
  mkdir -p "$(dirname "$1")"
  local new
  new=$(mktemp "$1.XXXXXX")
  cat > "$new"
  chmod "$2" "$new"
  mv -f "$new" "$1"
}

# No command line or environment ever holds it: other accounts could read those.
random_key() { printf '%s%s' "$1" "$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')"; }

build_image() {
  local source=build arguments=()
  [ -f "$checkout/packages/arr-mcp/dist/main.js" ] && [ -f "$checkout/packages/arr-helper/dist/arr-helper.js" ] && source=dist
  [ -z "${NODE_IMAGE:-}" ] || arguments+=(--build-arg "NODE_IMAGE=$NODE_IMAGE")
  [ "$runtime" = docker ] || arguments+=(--format docker)
  say "Building the image ($([ $source = dist ] && echo "from the bundles in dist/" || echo "from source; a minute or two"))"
  "$runtime" build -q "${arguments[@]}" --build-arg SOURCE=$source -t "$image_to_run" \
    -f "$checkout/packages/arr-mcp/Containerfile" "$checkout" >/dev/null
}

# The helper of the same version as the server comes out of its image.
install_helper() {
  local container
  "$runtime" image inspect "$image_to_run" >/dev/null 2>&1 || "$runtime" pull -q "$image_to_run" >/dev/null
  container=$("$runtime" create "$image_to_run")
  rm -rf "$lib.new"
  mkdir -p "$lib.new"
  "$runtime" cp "$container:/app/host/." "$lib.new"
  "$runtime" rm "$container" >/dev/null
  "$node" "$lib.new/arr-helper.js" --version >/dev/null || die "the helper does not run on $node"
  mkdir -p "$lib"
  mv -f "$lib.new"/* "$lib/"
  rmdir "$lib.new"
  sed "s|^ExecStart=/usr/bin/node |ExecStart=$node |" "$deploy/systemd/arr-helper.service" | write_file "$units/arr-helper.service" 644
  write_file "$units/arr-helper.socket" 644 < "$deploy/systemd/arr-helper.socket"
  {
    echo "HELPER_STACKS_DIR=$stacks"
    echo "HELPER_MEDIA_DIR=$media"
    [ "$runtime" = podman ] || echo 'COMPOSE_COMMAND="docker compose"'
  } | write_file "$settings/install-helper.env" 600
}

write_settings() {
  mkdir -p "$settings" && chmod 700 "$settings"
  {
    echo "ARR_MCP_STACKS_DIR=$stacks"
    echo "ARR_MCP_MEDIA_DIR=$media"
    [ -z "$services" ] || echo "ARR_MCP_SERVICES_DIR=$services"
    [ -z "$logs" ] || echo "ARR_MCP_LOG_DIR=$logs"
    echo "ARR_MCP_CONTAINER_RUNTIME=$runtime"
    echo "ARR_MCP_ALLOWED_HOSTS=$(own_names)"
    [ -z "$public_url" ] || echo "ARR_MCP_PUBLIC_URL=${public_url%/}"
  } | write_file "$settings/install.env" 600
  [ -e "$settings/arr-mcp.env" ] || write_file "$settings/arr-mcp.env" 600 <<'TEXT'
# Settings of arr-mcp, one NAME=value a line; deploy/compose/.env.example lists them all.
# install.sh never changes this file. After a change: systemctl --user restart arr-mcp.service
TEXT
}

# A server that only this host reaches answers to loopback names alone, which it does by itself.
own_names() {
  local names=$allow_hosts
  case $listen in
    127.* | ::1) ;;
    0.0.0.0 | ::) names+=,$(hostname),$(hostname).local,$(hostname -I 2>/dev/null | tr -s ' ' ',') ;;
    *) names+=,$listen,$(hostname),$(hostname).local ;;
  esac
  printf '%s' "$names" | tr ',' '\n' | awk 'NF && !seen[$0]++' | paste -sd, -
}

# --- Podman ------------------------------------------------------------------
ensure_podman_secret() {
  podman secret exists "$1" || random_key "$2" | podman secret create "$1" - >/dev/null
}

start_podman() {
  stop_docker
  ensure_podman_secret arr-mcp-api-key arrmcp_
  ensure_podman_secret arr-mcp-secret ''
  local publish=$listen
  [[ $listen == *:* ]] && publish=[$listen]
  fill_in "image|Image=$image_to_run" "port|PublishPort=$publish:$port:8081" \
    "stacks|Volume=$stacks:$stacks" "media|Volume=$media:$media" \
    "services|${services:+Volume=$services:$services:ro}" "logs|${logs:+Volume=$logs:$logs:ro}" \
    < "$deploy/systemd/arr-mcp.container" | write_file "$quadlets/arr-mcp.container" 644
  systemctl --user enable --now podman.socket 2>/dev/null
  systemctl --user daemon-reload
  systemctl --user restart arr-mcp.service || fail_with_log arr-mcp.service
}

# fill_in MARK|LINE... : the line after `# install.sh: MARK` becomes LINE
fill_in() {
  awk -v pairs="$(printf '%s\n' "$@")" '
    BEGIN { n = split(pairs, list, "\n"); for (i = 1; i <= n; i++) { at = index(list[i], "|"); lines[substr(list[i], 1, at - 1)] = substr(list[i], at + 1) } }
    /^# install\.sh: / { mark = substr($0, 15); next }
    mark != "" { if (!(mark in lines)) exit 1; print lines[mark]; mark = ""; next }
    { print }'
}

# --- Docker ------------------------------------------------------------------
ensure_secret_file() {
  [ -s "$settings/secrets/$1" ] || random_key "$2" | write_file "$settings/secrets/$1" 600
}

stop_podman() {
  [ -f "$quadlets/arr-mcp.container" ] || return 0
  systemctl --user stop arr-mcp.service 2>/dev/null || true
  rm -f "$quadlets/arr-mcp.container"
  systemctl --user daemon-reload
}

stop_docker() {
  [ -f "$settings/compose/compose.yaml" ] || return 0
  docker compose --project-directory "$settings/compose" down 2>&1 | tail -n 3
  rm -rf "$settings/compose"
}

start_docker() {
  stop_podman
  mkdir -p "$settings/secrets" "$data" && chmod 700 "$settings/secrets" "$data"
  ensure_secret_file api-key arrmcp_
  ensure_secret_file secret ''
  write_file "$settings/compose/compose.yaml" 644 < "$deploy/compose/compose.yaml"
  rm -f "$settings/compose/compose.override.yaml"
  [ -z "$services$logs" ] || {
    printf 'services:\n  arr-mcp:\n    volumes:\n'
    printf '      - %s\n' ${services:+"$services:$services:ro"} ${logs:+"$logs:$logs:ro"}
  } | write_file "$settings/compose/compose.override.yaml" 644
  {
    cat "$settings/install.env"
    echo "HOST_IMAGE=$image_to_run"
    echo "HOST_LISTEN=$listen"
    echo "HOST_PORT=$port"
    echo "HOST_USER=$(id -u):$(id -g)"
    echo "HOST_SOCKET_GROUP=$(stat -L -c %g /var/run/docker.sock)"
    echo "HOST_HELPER_DIR=$XDG_RUNTIME_DIR/arr-helper"
    echo "HOST_DATA_DIR=$data"
    echo "HOST_SECRETS_DIR=$settings/secrets"
    cat "$settings/arr-mcp.env"
  } | write_file "$settings/compose/.env" 600
  docker compose --project-directory "$settings/compose" up -d --quiet-pull 2>&1 | tail -n 5
}

# --- after the start ---------------------------------------------------------
fail_with_log() {
  journalctl --user -q -n 15 -o cat -u "$1" >&2 || true
  die "$1 did not start; its last lines are above"
}

start_helper() {
  systemctl --user daemon-reload
  systemctl --user enable -q arr-helper.socket arr-helper.service
  systemctl --user start arr-helper.socket
  systemctl --user restart arr-helper.service || fail_with_log arr-helper.service
}

# ask KIND ADDRESS-OR-SOCKET PATH < key : the body of a 200, or exit 1
ask() {
  # shellcheck disable=SC2016 # JavaScript, in which $ is its own
  "$node" -e '
    const [kind, where, path] = process.argv.slice(1);
    const key = require("node:fs").readFileSync(0, "utf8").trim();
    const at = kind === "socket" ? { socketPath: where } : { host: where.split("|")[0], port: where.split("|")[1] };
    const headers = key === "" ? {} : { authorization: `Bearer ${key}` };
    const asked = require("node:http").get({ ...at, path, headers, timeout: 5000 }, (answer) => {
      let body = "";
      answer.on("data", (part) => (body += part)).on("end", () => {
        process.stdout.write(body);
        process.exit(answer.statusCode === 200 ? 0 : 1);
      });
    });
    asked.on("timeout", () => asked.destroy()).on("error", () => process.exit(1));
  ' "$@"
}

api_key() {
  if [ "$runtime" = docker ]; then cat "$settings/secrets/api-key"; else podman secret inspect --showsecret --format '{{.SecretData}}' arr-mcp-api-key; fi
}

verify() {
  local socket=$XDG_RUNTIME_DIR/arr-helper/arr-helper.sock host=$listen tries=0
  ask socket "$socket" /health < "$socket.token" >/dev/null || die "the helper does not answer on $socket; see: journalctl --user -u arr-helper"
  case $listen in 0.0.0.0) host=127.0.0.1 ;; ::) host=::1 ;; esac
  until ask tcp "$host|$port" /health < /dev/null >/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 60 ] || { server_log >&2; die "the server does not answer on $host port $port; its last lines are above"; }
    sleep 0.5
  done
  api_key | ask tcp "$host|$port" /api/status >/dev/null || { server_log >&2; die "the server runs, but refuses the key or cannot tell its status; its last lines are above"; }
}

server_log() {
  if [ "$runtime" = docker ]; then docker logs --tail 15 arr-mcp 2>&1; else journalctl --user -q -n 15 -o cat -u arr-mcp.service; fi || true
}

explain() {
  local base host=$listen key
  case $listen in 0.0.0.0) host=$(hostname -I 2>/dev/null | awk '{print $1}') ;; ::) host=$(hostname) ;; *:*) host=[$listen] ;; esac
  base=${public_url:-http://${host:-127.0.0.1}:$port}
  base=${base%/}
  key=$(api_key)
  cat <<TEXT

arr-mcp runs.

  The page:     $base/?key=$key
  Claude Code:  claude mcp add --transport http arr-mcp $base/mcp --header "Authorization: Bearer $key"

  Settings:     $settings/arr-mcp.env
  Logs:         $([ "$runtime" = docker ] && echo 'docker logs -f arr-mcp' || echo 'journalctl --user -f -u arr-mcp -u arr-helper')
  Upgrade:      run this script again
TEXT
  case $listen in 127.* | ::1) ;; *) [ -n "$public_url" ] || say "
  The key crosses the network in the clear; deploy/tls has examples of a proxy with TLS." ;; esac
}

# --- the two actions ---------------------------------------------------------
confirm() {
  [ -z "$assume_yes" ] && [ -t 0 ] || return 0
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer =~ ^[Yy] ]] || die "nothing was changed"
}

install() {
  check_host
  confirm "Install arr-mcp for $(id -un), with $runtime, on $listen port $port?"
  image_to_run=${image:-localhost/arr-mcp:latest}
  [ -n "$image" ] || build_image
  write_settings
  say "Installing the helper"
  install_helper
  start_helper
  say "Starting the server"
  "start_$runtime"
  verify
  remember_options
  explain
}

uninstall() {
  confirm "Take arr-mcp away from $(id -un)?"
  stop_podman
  stop_docker
  systemctl --user disable -q --now arr-helper.service arr-helper.socket 2>/dev/null || true
  rm -f "$units/arr-helper.service" "$units/arr-helper.socket"
  rm -rf "${XDG_RUNTIME_DIR:?}/arr-helper"
  rm -rf "$lib"
  systemctl --user daemon-reload
  systemctl --user reset-failed arr-mcp.service arr-helper.service 2>/dev/null || true
  cat <<TEXT
arr-mcp is uninstalled. The stacks and their containers are as they were. Left here, with the command that removes it:
  data          $([ "$runtime" = docker ] && echo "rm -r $data" || echo 'podman volume rm arr-mcp-data')
  key, secret   $([ "$runtime" = docker ] && echo "rm -r $settings/secrets" || echo 'podman secret rm arr-mcp-api-key arr-mcp-secret')
  settings      rm -r $settings
  old Quadlets  rm -r $state
  image         $runtime image rm ${image:-localhost/arr-mcp:latest}
TEXT
}

set_defaults
check_account
recall_options
parse_options "$@"
"$action"
