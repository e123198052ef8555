// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IFeeSchedule} from "./interfaces/IFeeSchedule.sol";
import {IModule} from "./interfaces/IModule.sol";
import {IModuleFactory} from "./interfaces/IModuleFactory.sol";
import {IPaymentProcessor} from "./interfaces/IPaymentProcessor.sol";
import {ITokenRegistry} from "./interfaces/ITokenRegistry.sol";
import {Reason, Responsible} from "./interfaces/Reason.sol";

/// @notice Consumes permits, checks, charges and splits fees; it never holds a token.
contract PaymentProcessor is IPaymentProcessor, Ownable2Step, ReentrancyGuardTransient {
    uint256 private constant BPS = 10_000;
    bytes4 private constant TRANSFER_FROM = bytes4(keccak256("transferFrom((address,address,uint160,address)[])"));
    uint256 private constant ARRAY_OFFSET = 32;
    uint256 private constant QUOTE_SIZE = 224;

    /// @dev Caps of what strangers' code may burn; a healthy quote takes 20,000, three legs of a proxied token 250,000.
    uint256 private constant QUOTE_GAS = 100_000;
    uint256 private constant CHARGE_GAS = 400_000;
    uint256 private constant READ_GAS = 50_000;

    /// @dev Quote and charge at their caps, the 1/64 that a call leaves behind, and enough to tell and report a failure.
    uint256 public constant ITEM_GAS = 850_000;

    /// @dev 2^24 pages of 32 windows: at an hour each, 61,000 years.
    uint256 private constant MAX_WINDOW = (1 << 29) - 1;

    /// @dev Bits 0 to 6 of the failure codes are the reasons 1 to 7; the last says that a failure was the subscriber's.
    uint8 private constant SUBSCRIBER_FAILED = 1 << 7;

    /// @dev A charge that is quoted as it was registered reads and writes the first slot alone: a digest of payer, token and
    /// price, and which of 32 windows, counted in pages, were charged. The failure codes belong to one window, known by
    /// its last 24 bits: at an hour each, 1,900 years pass before two windows look alike.
    struct Registration {
        uint200 digest;
        uint24 page;
        uint32 charged;
        address payer;
        uint96 priceLow;
        address token;
        uint64 priceHigh;
        uint24 failureWindow;
        uint8 failureCodes;
    }

    struct Switches {
        bool paused;
        bool open;
        uint48 lastPausedAt;
        uint48 lastUnpausedAt;
    }

    /// @dev What a module answered, word by word: nothing in it is believed before `_matches`.
    struct Quote {
        uint256 reason;
        uint256 payer;
        uint256 recipient;
        uint256 token;
        uint256 amount;
        uint256 executionTime;
        uint256 windowId;
    }

    /// @dev A quote that matches its registration, and who carries it out.
    struct Charge {
        address module;
        uint256 id;
        address payer;
        address recipient;
        address token;
        uint160 amount;
        uint48 executionTime;
        uint64 windowId;
        address keeper;
        uint16 protocolFeeBps;
        uint16 keeperFeeBps;
    }

    /// @dev What the items of one batch have in common, asked once for neighbours.
    struct Answers {
        address token;
        uint160 amount;
        bool chargeable;
        address module;
        uint16 protocolFeeBps;
        uint16 keeperFeeBps;
    }

    address public immutable permit2;
    address public immutable factory;
    address public immutable tokenRegistry;
    address public immutable feeSchedule;
    address public immutable treasury;

    Switches private _switches;
    mapping(address account => bool) public isKeeper;
    mapping(address module => mapping(uint256 id => Registration)) private _registrations;

    constructor(
        address owner,
        address permit2_,
        address factory_,
        address tokenRegistry_,
        address feeSchedule_,
        address treasury_
    ) Ownable(owner) {
        permit2 = permit2_;
        factory = factory_;
        tokenRegistry = tokenRegistry_;
        feeSchedule = feeSchedule_;
        treasury = treasury_;
    }

    // ---- consent

    function registerWithPermit(
        address payer,
        uint256 planId,
        uint256 executionBudget,
        IAllowanceTransfer.PermitSingle calldata permitSingle,
        bytes calldata signature
    ) external nonReentrant returns (uint256 id) {
        if (!IModuleFactory(factory).isModule(msg.sender)) revert UnknownModule(msg.sender);
        if (payer == IModule(msg.sender).merchant()) revert SelfSubscription(payer);
        (address token, uint160 price) = IModule(msg.sender).quoteRegistration(planId);
        if (!ITokenRegistry(tokenRegistry).isChargeable(token, price)) revert UnsupportedToken(token, price);

        uint48 expiry = _consume(payer, token, price, permitSingle, signature);
        id = IModule(msg.sender).registerExecution(payer, planId, executionBudget, expiry);

        Registration storage registered = _registrations[msg.sender][id];
        if (registered.digest != 0) revert AlreadyRegistered(msg.sender, id);
        registered.digest = _digest(uint160(payer), uint160(token), price);
        (registered.payer, registered.priceLow) = (payer, uint96(price));
        (registered.token, registered.priceHigh) = (token, uint64(price >> 96));
    }

    /// @return until when the new subscription may charge
    function _consume(
        address payer,
        address token,
        uint160 price,
        IAllowanceTransfer.PermitSingle calldata permitSingle,
        bytes calldata signature
    ) private returns (uint48) {
        IAllowanceTransfer.PermitDetails calldata signed = permitSingle.details;
        if (signed.token != token || permitSingle.spender != address(this)) {
            revert PermitMismatch(signed.token, permitSingle.spender);
        }
        if (signed.expiration < block.timestamp) revert PermitExpired(signed.expiration);

        (uint160 standing, uint48 standingExpiration, uint48 nonce) =
            IAllowanceTransfer(permit2).allowance(payer, token, address(this));
        bool expired = standingExpiration < block.timestamp;

        if (signature.length == 0 || signed.nonce < nonce) {
            if (expired || standing < price) revert StandingAllowanceTooLow(standing, standingExpiration, price);
            return signed.expiration < standingExpiration ? signed.expiration : standingExpiration;
        }
        if (_lowers(signed, expired ? 0 : standing, standingExpiration, price)) {
            revert PermitLowersAllowance(signed.amount, signed.expiration, standing, standingExpiration);
        }
        IAllowanceTransfer(permit2).permit(payer, permitSingle, signature);
        return signed.expiration;
    }

    /// @dev All subscriptions of a wallet share one allowance: a new permit adds to it and never takes from the others.
    /// That holds for permits that come this way; one that anybody sends to Permit2 itself sets the allowance as signed.
    function _lowers(
        IAllowanceTransfer.PermitDetails calldata signed,
        uint160 standing,
        uint48 standingExpiration,
        uint160 price
    ) private pure returns (bool) {
        if (standing > 0 && signed.expiration < standingExpiration) return true;
        if (signed.amount == type(uint160).max) return false;
        return standing == type(uint160).max || signed.amount < uint256(standing) + price;
    }

    // ---- execution

    function execute(address module, uint256 id) external nonReentrant {
        if (!_mayExecute(msg.sender)) revert NotKeeper(msg.sender);
        Answers memory none;
        Reason result = _process(module, id, none);
        if (result > Reason.UnsupportedToken) _refuse(module, id, result);
    }

    function batchExecute(address[] calldata modules, uint256[] calldata ids)
        external
        nonReentrant
        returns (Reason[] memory results)
    {
        if (modules.length != ids.length) revert LengthMismatch(modules.length, ids.length);
        bool mayExecute = _mayExecute(msg.sender);
        results = new Reason[](modules.length);
        Answers memory known;
        for (uint256 i = 0; i < modules.length; ++i) {
            results[i] = mayExecute ? _process(modules[i], ids[i], known) : Reason.NotKeeper;
        }
    }

    /// @dev Never reverts because of module, token or payer.
    function _process(address module, uint256 id, Answers memory known) private returns (Reason) {
        if (gasleft() < ITEM_GAS) return Reason.InsufficientGas;
        Registration storage registered = _registrations[module][id];
        if (registered.digest == 0) {
            return IModuleFactory(factory).isModule(module) ? Reason.UnknownSubscription : Reason.UnknownModule;
        }
        (bool quoted, Quote memory quote) = _quote(module, id);
        if (!quoted) return Reason.QuoteMismatch;
        Reason reason = Reason(quote.reason);
        if (reason > Reason.UnsupportedToken) return reason;
        if (!_matches(quote, registered)) return Reason.QuoteMismatch;

        Charge memory charge = _charge(module, id, quote);
        Responsible responsible = _responsible(reason, registered, charge.windowId);
        if (reason == Reason.None) (reason, responsible) = _attempt(registered, charge, known);
        return reason == Reason.None ? reason : _report(registered, charge, reason, responsible);
    }

    function _attempt(Registration storage registered, Charge memory charge, Answers memory known)
        private
        returns (Reason, Responsible)
    {
        if (_switches.paused) return (Reason.ProcessorPaused, Responsible.Protocol);
        _ask(known, charge);
        if (!known.chargeable) return (Reason.UnsupportedToken, Responsible.Protocol);
        (charge.protocolFeeBps, charge.keeperFeeBps) = (known.protocolFeeBps, known.keeperFeeBps);
        try this.settle{gas: CHARGE_GAS}(charge) {
            return (Reason.None, Responsible.Nobody);
        } catch {
            return _diagnose(registered, charge, _error());
        }
    }

    /// @dev The selector of what the last call reverted with; the rest, which a stranger may have made long, is not copied.
    function _error() private pure returns (bytes4 selector) {
        assembly ("memory-safe") {
            mstore(0, 0)
            if gt(returndatasize(), 3) { returndatacopy(0, 0, 4) }
            selector := mload(0)
        }
    }

    function _ask(Answers memory known, Charge memory charge) private view {
        if (known.token != charge.token || known.amount != charge.amount) {
            (known.token, known.amount) = (charge.token, charge.amount);
            known.chargeable = ITokenRegistry(tokenRegistry).isChargeable(charge.token, charge.amount);
        }
        if (known.module != charge.module) {
            known.module = charge.module;
            (known.protocolFeeBps, known.keeperFeeBps) = IFeeSchedule(feeSchedule).resolveFees(charge.module);
        }
    }

    /// @dev The guarded self-call: all of it happens, or nothing.
    function settle(Charge calldata charge) external {
        if (msg.sender != address(this)) revert NotSelf(msg.sender);
        _mark(charge);
        uint256 protocolFee = uint256(charge.amount) * charge.protocolFeeBps / BPS;
        uint256 keeperFee = protocolFee * charge.keeperFeeBps / BPS;
        _pay(charge, protocolFee, keeperFee);
        (uint48 nextChargeAt, uint256 remaining) = IModule(charge.module).onExecute(charge.id, charge.executionTime);
        emit ExecutionExecuted(
            charge.module,
            charge.id,
            charge.payer,
            charge.windowId,
            charge.recipient,
            charge.token,
            charge.amount,
            protocolFee,
            keeperFee,
            charge.keeper,
            charge.executionTime,
            nextChargeAt,
            remaining
        );
    }

    function _mark(Charge calldata charge) private {
        Registration storage registered = _registrations[charge.module][charge.id];
        if (_isCharged(registered, charge.windowId)) {
            revert PaymentAlreadyProcessed(charge.module, charge.id, charge.windowId);
        }
        (uint24 page, uint32 window) = _place(charge.windowId);
        uint32 others = page == registered.page ? registered.charged : 0;
        (registered.page, registered.charged) = (page, others | window);
    }

    /// @dev A token that delivers less than it was told is refused; a merchant who is keeper or treasury too gets those legs
    /// as well, and they make up for nothing.
    function _pay(Charge calldata charge, uint256 protocolFee, uint256 keeperFee) private {
        uint256 merchantLeg = charge.amount - protocolFee;
        uint256 due = merchantLeg;
        if (charge.keeper == charge.recipient) due += keeperFee;
        if (treasury == charge.recipient) due += protocolFee - keeperFee;
        uint256 before = _balanceOfRecipient(charge);
        _transfer(charge, merchantLeg, keeperFee, protocolFee - keeperFee);
        uint256 afterwards = _balanceOfRecipient(charge);
        if (afterwards < before + due) revert UnsupportedToken(charge.token, charge.amount);
    }

    /// @dev A token that answers with an error does not choose what is reported.
    function _balanceOfRecipient(Charge calldata charge) private view returns (uint256) {
        (bool answered, uint256 balance) = _read(charge.token, abi.encodeCall(IERC20.balanceOf, (charge.recipient)));
        if (!answered) revert TransferRefused(charge.payer, charge.token, charge.amount);
        return balance;
    }

    /// @dev Straight from the payer, in one call of Permit2's `transferFrom(AllowanceTransferDetails[])`. Encoded by hand,
    /// since Solidity's own array of structs costs 4,000 gas more per charge; legs beyond `count` are not read.
    function _transfer(Charge calldata charge, uint256 merchantLeg, uint256 keeperLeg, uint256 treasuryLeg) private {
        (address payer, address token) = (charge.payer, charge.token);
        uint256 count = 1 + (keeperLeg > 0 ? 1 : 0) + (treasuryLeg > 0 ? 1 : 0);
        (address second, uint256 secondLeg) = keeperLeg > 0 ? (charge.keeper, keeperLeg) : (treasury, treasuryLeg);
        (bool done,) = permit2.call(
            abi.encodeWithSelector(
                TRANSFER_FROM,
                ARRAY_OFFSET,
                count,
                payer,
                charge.recipient,
                merchantLeg,
                token,
                payer,
                second,
                secondLeg,
                token,
                payer,
                treasury,
                treasuryLeg,
                token
            )
        );
        if (!done) revert TransferRefused(payer, token, charge.amount);
    }

    // ---- quotes

    /// @dev Seven words are taken, however long the answer is.
    function _quote(address module, uint256 id) private view returns (bool ok, Quote memory quote) {
        bytes memory question = abi.encodeCall(IModule.quoteExecution, (id));
        assembly ("memory-safe") {
            ok := staticcall(QUOTE_GAS, module, add(question, 32), mload(question), quote, QUOTE_SIZE)
            ok := and(ok, iszero(lt(returndatasize(), QUOTE_SIZE)))
        }
        ok = ok && quote.reason <= uint256(type(Reason).max);
    }

    /// @dev The digest tells in one slot what is quoted as it was registered; a lower amount is compared at length.
    function _matches(Quote memory quote, Registration storage registered) private view returns (bool) {
        if (
            quote.recipient > type(uint160).max || quote.executionTime > type(uint48).max || quote.windowId > MAX_WINDOW
        ) return false;
        if (_digest(quote.payer, quote.token, quote.amount) == registered.digest) return true;
        return quote.payer == uint160(registered.payer) && quote.token == uint160(registered.token)
            && quote.amount <= _price(registered);
    }

    function _digest(uint256 payer, uint256 token, uint256 amount) private pure returns (uint200) {
        return uint200(uint256(keccak256(abi.encode(payer, token, amount))));
    }

    function _charge(address module, uint256 id, Quote memory quote) private view returns (Charge memory) {
        return Charge({
            module: module,
            id: id,
            payer: address(uint160(quote.payer)),
            recipient: address(uint160(quote.recipient)),
            token: address(uint160(quote.token)),
            amount: uint160(quote.amount),
            executionTime: uint48(quote.executionTime),
            windowId: uint64(quote.windowId),
            keeper: msg.sender,
            protocolFeeBps: 0,
            keeperFeeBps: 0
        });
    }

    // ---- failures

    /// @dev Told by the state that the failure left, never by what a token says.
    function _diagnose(Registration storage registered, Charge memory charge, bytes4 undone)
        private
        view
        returns (Reason, Responsible)
    {
        if (_isCharged(registered, charge.windowId)) return (Reason.PaymentAlreadyProcessed, Responsible.Nobody);
        (uint160 allowed, uint48 expiration,) =
            IAllowanceTransfer(permit2).allowance(charge.payer, charge.token, address(this));
        if (expiration < block.timestamp) return (Reason.AllowanceExpired, Responsible.Subscriber);
        if (allowed < charge.amount) return (Reason.InsufficientAllowance, Responsible.Subscriber);
        bool short = _isBelow(charge, abi.encodeCall(IERC20.balanceOf, (charge.payer)))
            || _isBelow(charge, abi.encodeCall(IERC20.allowance, (charge.payer, permit2)));
        if (short) return (Reason.TransferFailed, Responsible.Subscriber);
        Reason code = undone == UnsupportedToken.selector ? Reason.UnsupportedToken : Reason.TransferFailed;
        return (code, Responsible.Protocol);
    }

    /// @dev A token that does not answer is not the payer's fault.
    function _isBelow(Charge memory charge, bytes memory question) private view returns (bool) {
        (bool answered, uint256 value) = _read(charge.token, question);
        return answered && value < charge.amount;
    }

    /// @dev One word is taken, however long the answer is: copying would cost the processor what the token chose.
    function _read(address token, bytes memory question) private view returns (bool answered, uint256 value) {
        assembly ("memory-safe") {
            answered := staticcall(READ_GAS, token, add(question, 32), mload(question), 0, 32)
            answered := and(answered, gt(returndatasize(), 31))
            if answered { value := mload(0) }
        }
    }

    /// @dev Whose fault a failure is that the module itself tells.
    function _responsible(Reason code, Registration storage registered, uint64 windowId)
        private
        view
        returns (Responsible)
    {
        if (code == Reason.None) return Responsible.Nobody;
        if (code == Reason.AllowanceExpired || code == Reason.InsufficientAllowance) return Responsible.Subscriber;
        if (code != Reason.PaymentWindowViolation) return Responsible.Protocol;
        bool failed = _failures(registered, windowId) & SUBSCRIBER_FAILED != 0;
        return failed ? Responsible.Subscriber : Responsible.Keeper;
    }

    /// @dev Once per code and window, so that nobody can flood a merchant, and once more if it is the subscriber's: a keeper
    /// whom the token refuses cannot stage a failure that hides a later one of the subscriber.
    function _report(Registration storage registered, Charge memory charge, Reason code, Responsible responsible)
        private
        returns (Reason)
    {
        uint8 codes = _failures(registered, charge.windowId);
        uint8 reported = uint8(1 << (uint8(code) - 1));
        bool news = responsible == Responsible.Subscriber && codes & SUBSCRIBER_FAILED == 0;
        if (codes & reported != 0 && !news) return Reason.FailureAlreadyReported;
        if (responsible == Responsible.Subscriber) reported |= SUBSCRIBER_FAILED;
        (registered.failureWindow, registered.failureCodes) = (uint24(charge.windowId), codes | reported);
        emit ExecutionFailed(charge.module, charge.id, charge.windowId, code, responsible, charge.keeper);
        return code;
    }

    function _failures(Registration storage registered, uint64 windowId) private view returns (uint8) {
        return registered.failureWindow == uint24(windowId) ? registered.failureCodes : 0;
    }

    function _refuse(address module, uint256 id, Reason reason) private pure {
        if (reason == Reason.UnknownModule) revert UnknownModule(module);
        if (reason == Reason.QuoteMismatch) revert QuoteMismatch(module, id);
        if (reason == Reason.FailureAlreadyReported) revert FailureAlreadyReported(module, id);
        if (reason == Reason.InsufficientGas) revert InsufficientGas(ITEM_GAS);
        revert NotChargeable(module, id, reason);
    }

    // ---- the owner's side

    function setKeeper(address keeper, bool allowed) external onlyOwner {
        isKeeper[keeper] = allowed;
        emit KeeperSet(keeper, allowed);
    }

    function setOpenExecution(bool open) external onlyOwner {
        _switches.open = open;
        emit OpenExecutionSet(open);
    }

    function pause() external onlyOwner {
        if (_switches.paused) revert AlreadyPaused();
        (_switches.paused, _switches.lastPausedAt) = (true, uint48(block.timestamp));
        emit Paused(uint48(block.timestamp));
    }

    function unpause() external onlyOwner {
        if (!_switches.paused) revert NotPaused();
        (_switches.paused, _switches.lastUnpausedAt) = (false, uint48(block.timestamp));
        emit Unpaused(uint48(block.timestamp));
    }

    // ---- views

    function openExecution() external view returns (bool) {
        return _switches.open;
    }

    function pauseTimes() external view returns (bool paused, uint48 lastPausedAt, uint48 lastUnpausedAt) {
        return (_switches.paused, _switches.lastPausedAt, _switches.lastUnpausedAt);
    }

    function registration(address module, uint256 id)
        external
        view
        returns (address payer, address token, uint160 price)
    {
        Registration storage registered = _registrations[module][id];
        return (registered.payer, registered.token, _price(registered));
    }

    function isCharged(address module, uint256 id, uint64 windowId) external view returns (bool) {
        return _isCharged(_registrations[module][id], windowId);
    }

    function _isCharged(Registration storage registered, uint64 windowId) private view returns (bool) {
        (uint24 page, uint32 window) = _place(windowId);
        return page < registered.page || (page == registered.page && registered.charged & window != 0);
    }

    function _place(uint64 windowId) private pure returns (uint24 page, uint32 window) {
        return (uint24(windowId >> 5), uint32(1 << (windowId & 31)));
    }

    function _price(Registration storage registered) private view returns (uint160) {
        return uint160(registered.priceHigh) << 96 | registered.priceLow;
    }

    function _mayExecute(address account) private view returns (bool) {
        return _switches.open || isKeeper[account];
    }
}
