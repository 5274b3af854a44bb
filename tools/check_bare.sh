#!/bin/sh
# Proves `make run` in a bare Debian root (python3, make, git, ca-certificates and nothing more), as root and as an
# ordinary user: the page must answer, and a stop must leave nothing running. Needs root and debootstrap.
#   make check-bare            SUITE=bookworm  MIRROR=…  PORT=8190  LIMIT=180
set -eu

cd "$(dirname "$0")/.."
SUITE=${SUITE:-bookworm}
PORT=${PORT:-8190}
LIMIT=${LIMIT:-180} # seconds from nothing to an open newsroom; more on a machine that is busy with other things

fail() { echo "check-bare: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "only root can make a Debian root. Run it with sudo."
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
git diff --quiet HEAD || echo "check-bare: uncommitted changes are not part of what is checked." >&2

# The mirror that this machine's own apt uses, so that no other host is needed.
MIRROR=${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
    | sed 's/#.*//' | grep -oE 'https?://[^ ]+debian/?$|https?://[^ ]+debian/? ' | grep -v security | head -1 || true)}
ROOT=$(mktemp -d /var/tmp/claimdesk-bare.XXXXXX)
chmod 755 "$ROOT" # as a root folder is: others may walk through it

processes() { # those whose root is the bare root
    for one in /proc/[0-9]*; do
        [ "$(readlink "$one/root" 2>/dev/null)" = "$ROOT" ] && echo "${one#/proc/}"
    done
    return 0
}

clean_up() {
    for one in $(processes); do kill -9 "$one" 2>/dev/null || true; done
    sleep 0.3
    for mount in dev/shm dev proc; do umount -l "$ROOT/$mount" 2>/dev/null || true; done
    rm -rf --one-file-system "$ROOT"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

echo "Making a bare Debian $SUITE in $ROOT …"
debootstrap --variant=minbase --include=python3,make,git,ca-certificates "$SUITE" "$ROOT" ${MIRROR:+"$MIRROR"} \
    >"$ROOT.log" 2>&1 || { tail -5 "$ROOT.log"; rm -f "$ROOT.log"; fail "debootstrap failed"; }
rm -f "$ROOT.log"
mount -t proc proc "$ROOT/proc" || fail "/proc cannot be mounted here; run this on a machine or a privileged container"
mount --bind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/dev/shm"
chmod 1777 "$ROOT/dev/shm"

# How this machine reaches the package index: names, certificates, pip's configuration.
cp -L /etc/resolv.conf /etc/hosts "$ROOT/etc/" 2>/dev/null || true
for file in /etc/ssl/certs/ca-certificates.crt /etc/pip.conf; do
    [ -f "$file" ] && cp -L "$file" "$ROOT$file"
done
settings=$(env | grep -E '^(PIP_INDEX_URL|PIP_CERT|SSL_CERT_FILE|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)=' || true)

answers() { # the status of a page, or 000
    python3 -c "
import http.client, sys
try:
    line = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]), timeout=5)
    line.request('GET', sys.argv[2]); print(line.getresponse().status)
except OSError:
    print('000')" "$1" "$2"
}

serve() { # serve USER FOLDER PORT LIMIT: start, wait for the page, stop, look for leftovers
    user=$1 folder=$2 port=$3 limit=$4 log="$ROOT/tmp/run-$1-$3.log"
    began=$(date +%s)
    # shellcheck disable=SC2086
    setsid chroot --userspec="$user" "$ROOT" env -i HOME="$folder" PATH=/usr/bin:/bin:/usr/sbin:/sbin PORT="$port" $settings \
        sh -c "cd $folder/claimdesk && exec make run" >"$log" 2>&1 &
    leader=$!
    while ! grep -q "The newsroom is open" "$log"; do
        kill -0 $leader 2>/dev/null || { tail -30 "$log"; fail "make run ended as $user"; }
        [ $(($(date +%s) - began)) -lt "$limit" ] || { tail -30 "$log"; fail "no page within $limit s as $user"; }
        sleep 0.5
    done
    took=$(($(date +%s) - began))
    for page in /readyz / /desk/; do
        status=$(answers "$port" "$page")
        case $status in 200|302) ;; *) tail -30 "$log"; fail "$page answered $status as $user" ;; esac
    done
    stopping=$(date +%s)
    kill -TERM $leader
    wait $leader || true
    [ -z "$(processes)" ] || fail "still running after the stop: $(processes)"
    echo "  ✓ as $user: open after $took s, stopped in $(($(date +%s) - stopping)) s, nothing left running"
}

chroot "$ROOT" useradd --create-home reader
git clone --quiet --no-hardlinks . "$ROOT/root/claimdesk"
cp -r "$ROOT/root/claimdesk" "$ROOT/home/reader/claimdesk"
chroot "$ROOT" chown -R reader:reader /home/reader
chroot "$ROOT" python3 -c 'import pip' 2>/dev/null && fail "this root has pip: it is not bare"

serve root /root "$PORT" "$LIMIT"
serve root /root "$PORT" "$LIMIT"
serve reader /home/reader $((PORT + 1)) "$LIMIT"
serve reader /home/reader $((PORT + 1)) "$LIMIT"
echo "make run works in a bare Debian $SUITE."
