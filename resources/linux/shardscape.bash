# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash (and zsh after `autoload bashcompinit; bashcompinit`). It asks the program's own --help, so it knows every option.
_shardscape() {
    local word=${COMP_WORDS[COMP_CWORD]} command='' options
    COMPREPLY=()
    if [ "$COMP_CWORD" -gt 1 ]; then
        command=${COMP_WORDS[1]}
    elif [[ $word != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$("$1" --help 2>/dev/null | sed -n '/^Subcommands:/,$s/^  \([a-z][a-z-]*\) .*/\1/p')" -- "$word")
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
        return
    fi
    if [[ $word == -* ]]; then
        options=$("$1" ${command:+"$command"} --help 2>/dev/null | grep -oE '(^|[ ,])--?[a-zA-Z][a-z-]*' | tr -d ' ,')
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _shardscape shardscape
