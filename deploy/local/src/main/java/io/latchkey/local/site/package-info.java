/** The site of a stack: checkout, state folder, secrets, and the lifetime of its processes. */
package io.latchkey.local.site;
