package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The account at the provider that a connection grants access to.
 *
 * @param id the provider's stable identifier
 * @param label a label that the owner recognises, for example an e-mail address
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Account(String id, String label) {}
