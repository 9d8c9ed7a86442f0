# Sourced before each story: a home without anybody's settings, fixed dates, and four words: keys, as, at, terminal.
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC TERM=dumb NO_COLOR=1 COLUMNS=120 TMPDIR="$HOME"
export GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 GIT_EDITOR=false GIT_PAGER=cat DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir "$HOME/.bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$STORY_PROGRAM" >"$HOME/.bin/countersign"
chmod 755 "$HOME/.bin/countersign"
cat >"$HOME/.gitconfig" <<'CONFIG'
[init]
	defaultBranch = main
[gc]
	auto = 0
[maintenance]
	auto = false
[advice]
	detachedHead = false
[commit]
	gpgSign = false
CONFIG

# keys mara jun: an SSH key for each, ~/.ssh/mara and ~/.ssh/mara.pub
keys() {
    mkdir -p "$HOME/.ssh"
    chmod 700 "$HOME/.ssh"
    local person
    for person; do
        ssh-keygen -q -t ed25519 -N '' -C "$person@example.org" -f "$HOME/.ssh/$person"
    done
}

# as mara: what follows is done by her, with her name, address and key
as() {
    export GIT_AUTHOR_NAME=${1^} GIT_AUTHOR_EMAIL=$1@example.org GIT_COMMITTER_NAME=${1^} GIT_COMMITTER_EMAIL=$1@example.org
    git config --global user.name "${1^}"
    git config --global user.email "$1@example.org"
    git config --global gpg.format ssh
    git config --global user.signingKey "$HOME/.ssh/$1.pub"
}

# at 2026-03-02T09:00:00Z: the date of the commits that follow
at() { export GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1; }

# terminal 'yes' countersign sign X: runs the command on a terminal of its own and types the first word, then Enter
terminal() {
    local typed=$1
    shift
    printf '%s\n' "$typed" | script -qefc "${*@Q}" /dev/null
}

as mara
at 2026-03-02T09:00:00Z
