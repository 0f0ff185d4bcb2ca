"""The archive on disk: layout, writer, reader, catalog, rebuild."""
