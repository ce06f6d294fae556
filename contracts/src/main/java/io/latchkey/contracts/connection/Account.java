package io.latchkey.contracts.connection;

/**
 * The account at the provider that a connection grants access to.
 *
 * @param id the provider's stable identifier
 * @param label what its owner would recognise, for example an e-mail address
 */
public record Account(String id, String label) {}
