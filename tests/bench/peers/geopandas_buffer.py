"""GeoPandas: the lines to their UTM zone, buffered there, and back."""

import sys

import geopandas


def main(source, out, distance, segments, mode):
    lines = geopandas.read_file(source)
    crs = lines.estimate_utm_crs()
    zones = lines.to_crs(crs).buffer(float(distance), resolution=int(segments))
    if mode == "all":
        zones = geopandas.GeoSeries([zones.unary_union], crs=crs)
        ids = [1]
    else:
        ids = lines["id"] if "id" in lines else range(len(lines))
    frame = geopandas.GeoDataFrame({"id": ids}, geometry=zones.values, crs=crs)
    frame.to_crs("EPSG:4326").to_file(out, driver="FlatGeobuf")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit("usage: geopandas_buffer.py LINES OUT.fgb DISTANCE_M SEGMENTS each|all")
    main(*sys.argv[1:])
