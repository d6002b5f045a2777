# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries the language standard, warnings and definitions of every target of the project.
add_library(shardscape_options INTERFACE)
target_compile_features(shardscape_options INTERFACE cxx_std_20)
target_compile_options(shardscape_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Wold-style-cast -Wnon-virtual-dtor
    -Wno-missing-field-initializers) # designated initializers leave the rest at its default on purpose
# GCC 12 warns falsely about "literal" + std::string (GCC bug 105651).
target_compile_options(shardscape_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
set(CMAKE_CXX_EXTENSIONS OFF)
if(SHARDSCAPE_WERROR)
    target_compile_options(shardscape_options INTERFACE -Werror)
endif()

set(SHARDSCAPE_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, such as address,undefined")
if(SHARDSCAPE_SANITIZE)
    target_compile_options(shardscape_options INTERFACE
        -fsanitize=${SHARDSCAPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(shardscape_options INTERFACE -fsanitize=${SHARDSCAPE_SANITIZE})
endif()

find_program(SHARDSCAPE_CCACHE ccache)
if(SHARDSCAPE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SHARDSCAPE_CCACHE})
endif()

find_program(SHARDSCAPE_LLD ld.lld)
if(SHARDSCAPE_LLD)
    add_link_options(-fuse-ld=lld)
endif()
