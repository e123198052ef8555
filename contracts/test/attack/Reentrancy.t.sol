// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {HookedToken} from "../support/HookedToken.sol";
import {Platform} from "../support/Platform.sol";
import {ReentrantWallet} from "../support/ReentrantWallet.sol";

contract ReentrancyTest is Platform {
    /// @dev Permit2 asks a wallet by STATICCALL: not even an approval, which nobody guards, gets through.
    function test_a_wallet_can_change_nothing_while_it_signs() public {
        ReentrantWallet wallet = new ReentrantWallet();
        wallet.onSignature(address(usd), abi.encodeCall(IERC20.approve, (stranger, 1)));
        wallet.run(
            address(module),
            abi.encodeCall(
                ISubscriptionModule.subscribeWithPermit,
                (pro, 1, _permit(address(wallet), ENDLESS, NOON + 1), "anything")
            )
        );
        assertEq(usd.allowance(address(wallet), stranger), 0);
        assertEq(module.subscriptionCount(), 1);
    }

    function test_a_wallet_that_subscribes_again_while_it_signs_gets_one_subscription() public {
        ReentrantWallet wallet = new ReentrantWallet();
        bytes memory subscribe = abi.encodeCall(
            ISubscriptionModule.subscribeWithPermit, (pro, 1, _permit(address(wallet), ENDLESS, NOON + 1), "anything")
        );
        wallet.onSignature(address(module), subscribe);
        wallet.run(address(module), subscribe);
        assertEq(module.subscriptionCount(), 1);
    }

    function test_a_wallet_contract_subscribes_and_pays_like_any_other() public {
        ReentrantWallet wallet = new ReentrantWallet();
        usd.mint(address(wallet), PRICE);
        wallet.run(address(usd), abi.encodeCall(IERC20.approve, (PERMIT2_ADDRESS, PRICE)));
        IAllowanceTransfer.PermitSingle memory permit = _permit(address(wallet), PRICE, NOON + 1);
        wallet.run(
            address(module), abi.encodeCall(ISubscriptionModule.subscribeWithPermit, (pro, 1, permit, "anything"))
        );
        _execute(1);
        assertTrue(module.isActive(address(wallet), pro));
    }

    function test_a_token_cannot_execute_while_it_is_transferred() public {
        (HookedToken token, uint256 subId) = _hookedSubscription();
        _refuses(token, subId, abi.encodeCall(IPaymentProcessor.execute, (address(module), subId)));
    }

    function test_a_token_cannot_batch_while_it_is_transferred() public {
        (HookedToken token, uint256 subId) = _hookedSubscription();
        (address[] memory modules, uint256[] memory ids) = (new address[](1), new uint256[](1));
        (modules[0], ids[0]) = (address(module), subId);
        _refuses(token, subId, abi.encodeCall(IPaymentProcessor.batchExecute, (modules, ids)));
    }

    function test_a_token_cannot_register_while_it_is_transferred() public {
        (HookedToken token, uint256 subId) = _hookedSubscription();
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, NOON + 1);
        _refuses(token, subId, abi.encodeCall(IPaymentProcessor.registerWithPermit, (alice, pro, 1, permit, "")));
    }

    function test_a_subscriber_who_cancels_while_he_pays_has_paid() public {
        ReentrantWallet wallet = new ReentrantWallet();
        HookedToken token = _hookedToken(address(wallet));
        wallet.run(address(token), abi.encodeCall(IERC20.approve, (PERMIT2_ADDRESS, type(uint256).max)));
        uint256 planId = _createPlan(module, address(token));
        IAllowanceTransfer.PermitSingle memory permit = _permit(address(wallet), address(token), ENDLESS, NOON + 1);
        wallet.run(
            address(module), abi.encodeCall(ISubscriptionModule.subscribeWithPermit, (planId, 1, permit, "anything"))
        );
        bytes memory cancel = abi.encodeCall(ISubscriptionModule.cancel, (1));
        token.onTransfer(address(wallet), abi.encodeCall(ReentrantWallet.run, (address(module), cancel)));
        _execute(1);

        ISubscriptionModule.Subscription memory s = module.subscription(1);
        assertTrue(s.cancelled);
        assertEq(s.remainingExecutions, 0);
        assertEq(s.lastPaidAt, NOON);
    }

    function _refuses(HookedToken token, uint256 subId, bytes memory call) private {
        vm.prank(owner);
        processor.setOpenExecution(true);
        token.onTransfer(address(processor), call);
        _execute(subId);
        assertFalse(token.hookSucceeded());
        assertEq(
            token.hookAnswer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        assertEq(token.balanceOf(alice), 100e18 - PRICE);
    }

    function _hookedToken(address payer) private returns (HookedToken token) {
        token = new HookedToken();
        token.mint(payer, 100e18);
        _enable(address(token));
    }

    function _hookedSubscription() private returns (HookedToken token, uint256 subId) {
        token = _hookedToken(alice);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        subId = _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, UNLIMITED);
    }
}
