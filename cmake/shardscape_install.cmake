# SPDX-License-Identifier: GPL-3.0-or-later
# Where an installation keeps what belongs to the program beside its binary.
install(DIRECTORY presets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/shardscape/presets FILES_MATCHING PATTERN "*.json")
set(desktop_id org.shardscape.Shardscape)
install(FILES resources/linux/${desktop_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/linux/${desktop_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/linux/${desktop_id}.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES resources/linux/${desktop_id}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${desktop_id}.xml)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
