# SPDX-License-Identifier: GPL-3.0-or-later
# shardscape_add_translations(TARGET LANGUAGE...): compiles resources/translations/shardscape_LANGUAGE.ts and builds them into the static library TARGET as /i18n.
# Without lrelease (Debian: qt6-l10n-tools) the program has its English texts only.
function(shardscape_add_translations target)
    find_program(SHARDSCAPE_LRELEASE NAMES lrelease lrelease6 lrelease-qt6
        HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_LIBEXECS} /usr/lib/qt6/bin /usr/lib/qt6/libexec)
    if(NOT SHARDSCAPE_LRELEASE)
        message(WARNING "Shardscape: no lrelease found (Debian: qt6-l10n-tools), so the window will speak English only")
        return()
    endif()
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
    set(catalogs "")
    set(entries "")
    foreach(language ${ARGN})
        set(name shardscape_${language})
        set(source ${PROJECT_SOURCE_DIR}/resources/translations/${name}.ts)
        add_custom_command(OUTPUT ${folder}/${name}.qm
            COMMAND ${SHARDSCAPE_LRELEASE} -silent ${source} -qm ${folder}/${name}.qm
            DEPENDS ${source} VERBATIM)
        list(APPEND catalogs ${folder}/${name}.qm)
        string(APPEND entries "<file>${name}.qm</file>")
    endforeach()
    file(CONFIGURE OUTPUT ${folder}/translations.qrc CONTENT "<RCC><qresource prefix=\"/i18n\">${entries}</qresource></RCC>\n")
    add_custom_command(OUTPUT ${folder}/qrc_translations.cpp
        COMMAND Qt6::rcc --name shardscape_translations --output ${folder}/qrc_translations.cpp ${folder}/translations.qrc
        DEPENDS ${folder}/translations.qrc ${catalogs} VERBATIM)
    set_source_files_properties(${folder}/qrc_translations.cpp PROPERTIES SKIP_AUTOGEN ON)
    target_sources(${target} PRIVATE ${folder}/qrc_translations.cpp)
    # A static library's resources are registered by hand, by the one file that reads them.
    set_source_files_properties(shell/language.cpp TARGET_DIRECTORY ${target} PROPERTIES
        COMPILE_DEFINITIONS SHARDSCAPE_HAS_TRANSLATIONS)
endfunction()
