/** JSON Web Tokens that Latchkey signs with keys of users. */
@NullMarked
package io.latchkey.catalog.jwt;

import org.jspecify.annotations.NullMarked;
