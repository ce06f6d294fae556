package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;

/** A provider in the view of a connection: its id in the catalog and its display name. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderRef(
        @JsonPropertyDescription("Id of the provider in the catalog") @NotNull
        String id,

        @JsonPropertyDescription("Display name of the provider")
        String name) {}
