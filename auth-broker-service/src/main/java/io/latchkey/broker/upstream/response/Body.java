package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of a response.
 *
 * @param tree a text or number if the body is neither JSON, nor a form, nor XML; missing if it is empty or a page
 * @param complete whether the whole body was read, so that a member missing in the tree was not sent
 */
record Body(JsonNode tree, boolean complete) {}
