/** A person with a browser: redirects, cookies, forms, and the walk through a consent. */
@NullMarked
package io.latchkey.demo.browser;

import org.jspecify.annotations.NullMarked;
