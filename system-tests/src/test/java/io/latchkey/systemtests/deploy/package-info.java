/** What an operator installs: rendered, validated and compared with what the documentation draws. */
package io.latchkey.systemtests.deploy;
