# What the scripts beside it share: places, words, the virtual environment, keys and database.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PYTHON=$ROOT/.venv/bin/python
FUSHAN_DATA=$(realpath -m -- "${FUSHAN_DATA:-$ROOT/var}")
export FUSHAN_DATA

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The name of a Python that is new enough.
find_python() {
    local name
    for name in python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            say "$name"
            return
        fi
    done
    die "没有找到 Python 3.11 或更新的版本，请先安装它（Debian：apt install python3 python3-venv）。"
}

# Make .venv anew. It stays marked as unfinished until a list of packages is installed.
make_venv() {
    local python
    python=$(find_python)
    rm -rf -- "$ROOT/.venv"
    mkdir "$ROOT/.venv"
    touch "$ROOT/.venv/unfinished"
    "$python" -m venv "$ROOT/.venv" ||
        die "没能建立 Python 虚拟环境，请安装 venv 模块（Debian：apt install python3-venv）。"
}

# install LIST: bring the packages of a locked list into .venv, where that is not done already.
install() {
    local list=$1 stamp=$ROOT/.venv/installed-${1//\//-} unfinished=$ROOT/.venv/unfinished
    local wanted failed=0
    wanted=$(sha256sum <"$ROOT/$list")
    (
        umask 022
        flock 9
        if [ -e "$unfinished" ] || ! "$PYTHON" -c 'import pip' 2>/dev/null; then
            make_venv
        fi
        if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
            say "正在安装依赖（$list），第一次约需一分钟……"
            touch "$unfinished"
            "$PYTHON" -m pip install --quiet --no-input --disable-pip-version-check \
                --require-hashes -r "$ROOT/$list" || failed=$?
            [ "$failed" -ge 128 ] || rm -f -- "$unfinished" # killed: half a package may lie there
            [ "$failed" -eq 0 ] || die "依赖没有安装成功，请检查网络后再试。"
            printf '%s\n' "$wanted" >"$stamp"
        fi
    ) 9<"$ROOT"
}

# The folder of the data, for us alone. As root the database's own user has to walk through it.
make_data_folder() {
    [ -d "$FUSHAN_DATA" ] && return
    mkdir -p -- "$FUSHAN_DATA" || die "建不了数据文件夹 $FUSHAN_DATA。"
    chmod "$([ "$(id -u)" -eq 0 ] && echo 711 || echo 700)" "$FUSHAN_DATA"
}

# load_keys FILE: the keys, made once; what the environment already says comes first.
load_keys() {
    local line name
    "$PYTHON" "$ROOT/script/keys.py" "$1"
    while read -r line; do
        name=${line%%=*}
        [ -n "${!name:-}" ] || export "$name=${line#*=}"
    done <"$1"
}

# use_database [--test]: DATABASE_URL where it is set, else the embedded server.
use_database() {
    if [ -n "${DATABASE_URL:-}" ]; then
        say "使用 DATABASE_URL 指定的数据库。"
        return
    fi
    unset "${!PG@}" # they would turn the driver elsewhere
    DATABASE_URL=$("$PYTHON" "$ROOT/script/postgres.py" start "$@")
    export DATABASE_URL
}
