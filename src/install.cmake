# The installed package: program, man pages, data, and the libraries for find_package(cordon).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(modules base geodesy zone contact report io map)
list(TRANSFORM modules PREPEND cordon_ OUTPUT_VARIABLE libraries)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/cordon)

install(TARGETS cordon RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ${libraries} EXPORT cordonTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT cordonTargets NAMESPACE cordon:: DESTINATION ${package_dir})
configure_package_config_file(cordonConfig.cmake.in ${PROJECT_BINARY_DIR}/cordonConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cordonConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cordonConfig.cmake
              ${PROJECT_BINARY_DIR}/cordonConfigVersion.cmake DESTINATION ${package_dir})

# Headers with a contract; the others are the modules' own business.
install(DIRECTORY cordon/base cordon/geodesy DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon
        FILES_MATCHING PATTERN "*.hpp")
install(FILES cordon/zone/zone.hpp cordon/zone/parts.hpp cordon/zone/certificate.hpp
              cordon/zone/measure.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/zone)
install(FILES cordon/zone/sides/network.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/zone/sides)
install(FILES cordon/contact/contact.hpp cordon/contact/control_areas.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/contact)
install(DIRECTORY cordon/report DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon
        FILES_MATCHING PATTERN "*.hpp" PATTERN "edge_search.hpp" EXCLUDE)
install(FILES cordon/map/compose.hpp cordon/map/content.hpp cordon/map/frame.hpp
              cordon/map/furniture.hpp cordon/map/html.hpp cordon/map/language.hpp
              cordon/map/looks.hpp cordon/map/page.hpp cordon/map/scene.hpp cordon/map/svg.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/map)
install(FILES cordon/zone/caps/cap.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/zone/caps)
install(FILES cordon/zone/projected/classic_buffer.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/zone/projected)
install(FILES cordon/io/finding.hpp cordon/io/source.hpp cordon/io/output.hpp cordon/io/value.hpp
              cordon/io/area_source.hpp cordon/io/basemap.hpp cordon/io/drawn_areas.hpp
              cordon/io/field_names.hpp cordon/io/place_names.hpp
              cordon/io/place_table.hpp cordon/io/raster.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/io)
install(FILES cordon/io/qgis/layer_style.hpp cordon/io/qgis/project.hpp cordon/io/qgis/qml.hpp
              cordon/io/qgis/sld.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cordon/io/qgis)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/cordon
        PATTERN gallery EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The program prints its own man pages, from the tables that its --help is made of.
set(man_dir ${PROJECT_BINARY_DIR}/man)
file(MAKE_DIRECTORY ${man_dir})
foreach(command IN ITEMS "" zone verify contact near report compare map publish inspect)
  string(REGEX REPLACE "-$" "" page "cordon-${command}")
  add_custom_command(OUTPUT ${man_dir}/${page}.1
                     COMMAND cordon help --man ${command} > ${man_dir}/${page}.1
                     DEPENDS cordon VERBATIM)
  list(APPEND man_pages ${man_dir}/${page}.1)
endforeach()
add_custom_target(cordon_man ALL DEPENDS ${man_pages})
install(FILES ${man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
