package io.latchkey.catalog.read;

/**
 * A file of the catalog, which describes one provider.
 *
 * @param name where an operator finds it
 * @param text YAML
 */
public record CatalogFile(String name, String text) {}
