# SPDX-License-Identifier: GPL-3.0-or-later
# shardscape_commit.h with the commit that is built; only version.cpp includes it, so a commit rebuilds one file.
set(commit_header ${CMAKE_CURRENT_BINARY_DIR}/commit/shardscape_commit.h)
add_custom_target(shardscape_commit BYPRODUCTS ${commit_header} COMMENT "" VERBATIM
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D HEADER=${commit_header}
        -P ${CMAKE_SOURCE_DIR}/cmake/write_commit.cmake)
add_dependencies(shardscape_app shardscape_commit)
set_source_files_properties(cli/version.cpp TARGET_DIRECTORY shardscape_app PROPERTIES INCLUDE_DIRECTORIES ${CMAKE_CURRENT_BINARY_DIR}/commit)
