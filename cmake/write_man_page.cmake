# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D PROGRAM=... -D PAGE=... -P
execute_process(COMMAND ${PROGRAM} --man-page OUTPUT_FILE ${PAGE} COMMAND_ERROR_IS_FATAL ANY)
