package io.latchkey.broker.upstream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of a response.
 *
 * @param tree missing where there is neither JSON nor a form
 * @param complete whether all of it was read, so that a member that is not in the tree was not sent
 */
record Body(JsonNode tree, boolean complete) {}
