/** Logins: requests that exchange what a person entered for a token. */
@NullMarked
package io.latchkey.catalog.login;

import org.jspecify.annotations.NullMarked;
