package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotNull;

/** A provider in the view of a connection: its id in the catalog and its display name. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderRef(@NotNull String id, String name) {}
