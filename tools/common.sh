# Sourced by tools/demo and tools/test: where things are, which compilers, and the release build.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD
build=${ASIDE_BUILD:-$root/build}

# The oldest compilers that are supported, where they are installed under their own names; nothing
# where there is none, since the demo needs one of them alone.
first_of() {
    local name
    for name in "$@"; do command -v "$name" && return; done
    return 0
}
gxx=${GXX:-$(first_of g++-12 g++)}
clangxx=${CLANGXX:-$(first_of clang++-14 clang++)}

# configure FOLDER OPTION...: sets the folder up once, and again where the options changed.
configure() {
    local folder=$1
    shift
    if [ "$(cat "$folder/.options" 2>/dev/null)" != "$CXX $*" ]; then
        rm -rf "$folder"
        meson setup "$folder" "$@" >"$build/setup.log" 2>&1 || { cat "$build/setup.log"; return 1; }
        echo "$CXX $*" >"$folder/.options"
    fi
}

# The library and the examples as they are installed, with -O2; without precompiled headers, so that
# a source that forgets an include fails.
build_release() {
    mkdir -p "$build"
    CXX=$gxx configure "$build/release" --buildtype=release -Doptimization=2 -Db_pch=false -Dexamples=true \
        --prefix="$build/release/installed" --libdir=lib && ninja -C "$build/release"
}
