# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D SOURCE=... -D HEADER=... -P: writes the header when its text changes. A source package has no git and says so by "".
set(commit "")
if(EXISTS ${SOURCE}/.git)
    execute_process(COMMAND git -C ${SOURCE} describe --always --exclude=* --abbrev=7 --dirty=+
        OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(text "#define SHARDSCAPE_COMMIT \"${commit}\"\n")
set(old "")
if(EXISTS ${HEADER})
    file(READ ${HEADER} old)
endif()
if(NOT text STREQUAL old)
    file(WRITE ${HEADER} "${text}")
endif()
