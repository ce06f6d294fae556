package io.latchkey.contracts.connection;

/** A provider as a connection names it: its id in the catalogue and its name for people. */
public record ProviderRef(String id, String name) {}
