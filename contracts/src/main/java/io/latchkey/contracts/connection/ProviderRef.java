package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A provider in the view of a connection: its id in the catalog and its display name. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderRef(String id, String name) {}
