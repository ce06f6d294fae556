package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A provider as a connection names it: its id in the catalogue and its name for people. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderRef(String id, String name) {}
