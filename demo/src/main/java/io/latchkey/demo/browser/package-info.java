/** A person with a browser: redirects, cookies, forms, and the walk through a consent. */
package io.latchkey.demo.browser;
