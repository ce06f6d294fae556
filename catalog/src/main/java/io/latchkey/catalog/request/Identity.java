package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.Require;

/**
 * The endpoint that identifies the account of a credential: a GET with the credential.
 *
 * @param id JSON pointer to the account's stable id
 * @param label JSON pointer to a label that users recognise
 */
public record Identity(String url, String id, String label) {
    public Identity {
        url = Require.url("url", url);
        id = Require.pointer("id", id);
        label = Require.pointer("label", label);
    }
}
