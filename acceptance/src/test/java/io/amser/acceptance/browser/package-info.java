/** The pages as people see them: in a real Chromium, with a wallet that signs with a local key. */
@NullMarked
package io.amser.acceptance.browser;

import org.jspecify.annotations.NullMarked;
