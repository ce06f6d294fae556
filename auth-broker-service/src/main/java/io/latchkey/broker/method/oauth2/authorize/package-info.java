/**
 * The authorization endpoint: the authorization request and the authorization response, both sent through the browser.
 */
@NullMarked
package io.latchkey.broker.method.oauth2.authorize;

import org.jspecify.annotations.NullMarked;
