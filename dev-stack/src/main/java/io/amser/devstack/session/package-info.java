/** The API as the web app asks it: for somebody who has signed in with a wallet. */
@NullMarked
package io.amser.devstack.session;

import org.jspecify.annotations.NullMarked;
