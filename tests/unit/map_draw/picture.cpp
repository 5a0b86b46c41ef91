#include "picture.hpp"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace cordon::map {

Picture decode_png(const std::string& bytes) {
  GdkPixbufLoader* loader = gdk_pixbuf_loader_new();
  const auto* data = reinterpret_cast<const guchar*>(bytes.data());
  const bool read = gdk_pixbuf_loader_write(loader, data, bytes.size(), nullptr) != 0;
  const bool closed = gdk_pixbuf_loader_close(loader, nullptr) != 0;
  const GdkPixbuf* image = gdk_pixbuf_loader_get_pixbuf(loader);
  if (!read || !closed || image == nullptr) throw std::runtime_error("not a PNG");
  Picture picture{gdk_pixbuf_get_width(image), gdk_pixbuf_get_height(image), {}};
  const int channels = gdk_pixbuf_get_n_channels(image);
  const guint8* rows = gdk_pixbuf_read_pixels(image);
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      const guint8* pixel = rows + y * gdk_pixbuf_get_rowstride(image) + x * channels;
      picture.pixels.push_back({pixel[0], pixel[1], pixel[2]});
    }
  g_object_unref(loader);
  return picture;
}

int difference(const Colour& a, const Colour& b) {
  int most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string theme(const std::string& name) {
  return read_file(std::string(CORDON_DATA) + "/themes/" + name + ".css");
}

std::string temporary_path(const std::string& name) {
  const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
  return testing::TempDir() + test->test_suite_name() + "_" + test->name() + "_" + name;
}

Scene scene_of(std::vector<Item> items, const std::string& css, double width, double height) {
  Group group;
  group.id = "items";
  group.items = std::move(items);
  Scene scene;
  scene.page = {width, height, 1};
  scene.title = "Title";
  scene.description = "Description";
  scene.css = css;
  scene.groups = {std::move(group)};
  return scene;
}

}  // namespace cordon::map
