# SPDX-License-Identifier: GPL-3.0-or-later
# Where an installation keeps what belongs to the program beside its binary, and the packages that CPack makes of it.
install(DIRECTORY presets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/shardscape/presets FILES_MATCHING PATTERN "*.json")
set(desktop_id org.shardscape.Shardscape)
install(FILES resources/linux/${desktop_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/linux/${desktop_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/linux/${desktop_id}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${desktop_id}.xml)
install(FILES resources/linux/shardscape.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME shardscape)
install(FILES README.md resources/linux/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
install(FILES resources/linux/${desktop_id}.svg DESTINATION ${icons}/scalable/apps)
install(FILES resources/linux/${desktop_id}.svg DESTINATION ${icons}/scalable/mimetypes RENAME application-x-shardscape-scenario.svg)
foreach(size 16 22 24 32 48 64 128 256 512)
    install(FILES resources/linux/icons/${size}.png DESTINATION ${icons}/${size}x${size}/apps RENAME ${desktop_id}.png)
    install(FILES resources/linux/icons/${size}.png DESTINATION ${icons}/${size}x${size}/mimetypes RENAME application-x-shardscape-scenario.png)
endforeach()

# The program writes its own manual page. Debian wants page and changelog compressed; gzip -n leaves out the time, so that builds are equal.
set(man_page ${CMAKE_BINARY_DIR}/shardscape.1)
set(changelog ${CMAKE_BINARY_DIR}/changelog.gz)
add_custom_command(OUTPUT ${man_page}.gz DEPENDS shardscape VERBATIM
    COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:shardscape> -D PAGE=${man_page} -P ${CMAKE_SOURCE_DIR}/cmake/write_man_page.cmake
    COMMAND gzip -9nf ${man_page})
add_custom_command(OUTPUT ${changelog} DEPENDS ${CMAKE_SOURCE_DIR}/CHANGELOG.md VERBATIM
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_BINARY_DIR}/changelog
    COMMAND gzip -9nf ${CMAKE_BINARY_DIR}/changelog)
add_custom_target(package_texts ALL DEPENDS ${man_page}.gz ${changelog})
install(FILES ${man_page}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${changelog} DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME shardscape)
set(CPACK_PACKAGE_VENDOR "The Shardscape developers")
set(CPACK_PACKAGE_CONTACT "The Shardscape developers <maintainers@shardscape.invalid>")
set(CPACK_PACKAGE_DESCRIPTION "Shardscape shows how a large language model runs on many GPUs: memory of\n\
every stage, traffic on every link, the pipeline schedule with its bubbles,\n\
and the time of a step or token, for training and for inference.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME shardscape-${PROJECT_VERSION})
set(CPACK_SOURCE_IGNORE_FILES "/\\.git/;/build/;/shared/;\\.swp$")
include(CPack)
